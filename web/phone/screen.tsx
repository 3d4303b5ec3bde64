export function PhonePage() {
  return <p>…</p>;
}
