import s from './live.module.css';

export const AreaSwatch = () => <path d="M1 3l10-2 6 5-4 7H3z" class={`${s.area} ${s.area2}`} />;
export const RouteSwatch = () => <path d="M1 11L6 4l5 5 6-7" class={`${s.route} ${s.chosen} ${s.ahead}`} />;
export const RepSwatch = () => <circle cx="9" cy="7" r="6" fill="var(--rep)" />;
