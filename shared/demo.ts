/** Everybody in a synthetic organisation has this password; it is printed on the sign-in page. */
export const DEMO_PASSWORD = 'rounds-demo';
