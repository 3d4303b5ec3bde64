const paths = {
  live: 'M12 21s7-6.6 7-12a7 7 0 1 0-14 0c0 5.4 7 12 7 12z M12 11.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  visits: 'M9 4h6v3H9z M9 5.500H6V20h12V5.500h-3 M9 13l2.2 2.200L15.5 11',
  retailers:
    'M4 10l1.5-5h13L20 10 M4 10v1a2.660 2.660 0 0 0 5.3 0 2.660 2.660 0 0 0 5.4 0 2.660 2.660 0 0 0 5.3 0v-1z M6 14v6h12v-6 M10 20v-4h4v4',
  territories: 'M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2z M9 4v6l3 2-3 2v4 M15 6v4l-3 2 3 3v5',
  undo: 'M8 5L4 9l4 4 M4 9h9a6 6 0 0 1 0 12h-3',
  redo: 'M16 5l4 4-4 4 M20 9h-9a6 6 0 0 0 0 12h3',
  lasso: 'M12 4c5 0 9 2.500 9 6s-4 6-9 6-9-2.500-9-6 4-6 9-6z M8 15.500c-2 1-2 3 0 3s2 2 .5 2.500',
  lock: 'M6 11h12v9H6z M9 11V8a3 3 0 0 1 6 0v3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6 M16 4.3a3.5 3.5 0 0 1 0 6.4 M17.5 14.3c2.1.8 3.5 2.9 3.5 5.7',
  settings:
    'M4 7h9 M17 7h3 M15 9.500a2.5 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z M4 17h3 M11 17h9 M9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  plans: 'M6 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M18 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M8 6h7a3 3 0 0 1 0 6H9a3 3 0 0 0 0 6h7',
  calendar: 'M5 6h14v14H5z M5 10.500h14 M9 3.500V8 M15 3.500V8 M9 14h.01 M12 14h.01 M15 14h.01 M9 17h.01 M12 17h.01',
  scores:
    'M8 4h8v5a4 4 0 0 1-8 0z M8 5H4.500v2A3.500 3.500 0 0 0 8 10.500 M16 5h3.500v2a3.500 3.500 0 0 1-3.500 3.500 M12 13v4 M8.500 20h7 M10 17h4v3',
  dice: 'M5 5h14v14H5z M9 9h.01 M15 9h.01 M12 12h.01 M9 15h.01 M15 15h.01',
  form: 'M6 3.500h12v17H6z M9 8h6 M9 12h6 M9 16h3',
  pin: 'M9 4h6l-1 6 3 3H7l3-3z M12 13v7',
  unlock: 'M6 11h12v9H6z M8.5 11V8a3.500 3.500 0 0 1 6.700-1.500',
  grip: 'M9 6h.01 M15 6h.01 M9 12h.01 M15 12h.01 M9 18h.01 M15 18h.01',
  give: 'M4 12h13 M12 6l6 6-6 6',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M11 18h2',
  help: 'M3 7h18v10H3z M7 11h.01 M11 11h.01 M15 11h.01 M8 14h8',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 20.500c0-4 3.5-6.5 8-6.500s8 2.5 8 6.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.500L21 21',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12 M18 6L6 18',
  layers: 'M12 4l9 5-9 5-9-5z M3.5 13.500L12 18l8.5-4.5',
  plus: 'M12 5v14 M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5 M20 9V4h-5 M4 15v5h5 M20 15v5h-5',
  upload: 'M12 16V5 M7.5 9.500L12 5l4.5 4.5 M5 19h14',
  download: 'M12 5v11 M7.5 11.500L12 16l4.5-4.5 M5 19h14',
  braces: 'M9 4c-3 0-1 5-4 8 3 3 1 8 4 8 M15 4c3 0 1 5 4 8-3 3-1 8-4 8',
  print: 'M7 9V4h10v5 M7 17H4V9h16v8h-3 M7 14h10v6H7z',
  navigate: 'M21 3L10 14 M21 3l-7 18-4-7-7-4z',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14 M16 5v14',
  nextPress: 'M6 6l8 6-8 6z M17 6v12',
  previousPress: 'M18 6l-8 6 8 6z M7 6v12',
  replay: 'M4 12a8 8 0 1 0 2.500-5.800 M4 4v4h4 M11 9l5 3-5 3z',
  reports: 'M4 20h16 M6.500 16v-5 M11 16V5 M15.500 16V9 M20 16v-3',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700l-1.500 1.500 M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700l1.500-1.500',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3.5 2',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 24 × 24; the word beside it or its button's label says what it means. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
