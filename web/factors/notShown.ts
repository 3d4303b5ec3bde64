/** The browser did not show a passkey: its person cancelled, took too long, or has none here. Browsers do not say which. */
export class PasskeyNotShown extends Error {}
