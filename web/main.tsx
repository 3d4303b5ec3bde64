import '@preact/signals';
import { render } from 'preact';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/shell.css';
import './ui/styles/list.css';
import './ui/styles/forms.css';
import './ui/styles/small.css';
import { App } from './app/app.tsx';
import { startLanguage } from './ui/language.ts';

startLanguage();
render(<App />, document.getElementById('app')!);
