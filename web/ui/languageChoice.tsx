import { chooseLanguage } from './language.ts';
import { language } from './words.ts';
import { words } from './words.ts';

export function LanguageChoice() {
  const languages = [
    ['zh', '中文'],
    ['en', 'English'],
  ] as const;
  return (
    <div class="segments" role="group" aria-label={words.value.language}>
      {languages.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code === 'zh' ? 'zh-CN' : 'en'}
          aria-pressed={language.value === code}
          onClick={() => chooseLanguage(code)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
