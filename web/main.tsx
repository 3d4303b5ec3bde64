import '@preact/signals';
import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/import.css';
import './styles/door.css';
import './styles/small.css';
import { App } from './app/app.tsx';
import { startLanguage } from './ui/language.ts';

startLanguage();
render(<App />, document.getElementById('app')!);
