export const AreaSwatch = () => <path d="M1 3l10-2 6 5-4 7H3z" class="area area-2" />;
export const RouteSwatch = () => <path d="M1 11L6 4l5 5 6-7" class="route chosen ahead" />;
export const RepSwatch = () => <circle cx="9" cy="7" r="6" fill="var(--rep)" />;
