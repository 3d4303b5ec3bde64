/** A page that is not looked at draws no picture: it waits no longer than this. */
const NO_PICTURE_MS = 100;

/** When the page has drawn what was changed just now. */
export function nextPicture(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, NO_PICTURE_MS);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}
