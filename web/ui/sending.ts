import { useSignal } from '@preact/signals';

/** Something that a person sends: whether it is on its way, what went wrong, and `send`, which says whether it was done. */
export function useSending() {
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const send = async (act: () => Promise<unknown>): Promise<boolean> => {
    isBusy.value = true;
    error.value = null;
    try {
      await act();
      return true;
    } catch (failed) {
      error.value = failed;
      return false;
    } finally {
      isBusy.value = false;
    }
  };
  return { error, isBusy, send };
}
