const dots = [
  [3, 4],
  [9, 10],
  [14, 5],
];

export const RetailerSwatch = () => (
  <>
    {dots.map(([x, y]) => (
      <circle key={x} cx={x} cy={y} r="2" fill="var(--state-other)" />
    ))}
  </>
);

export const ClusterSwatch = () => (
  <>
    <circle cx="9" cy="7" r="5" fill="var(--paper)" stroke="var(--state-other)" stroke-width="2.500" />
    <path d="M9 2a5 5 0 0 1 5 5" fill="none" stroke="var(--state-suspect)" stroke-width="2.500" />
  </>
);
