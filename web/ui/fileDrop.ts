import { useSignal } from '@preact/signals';

/** A place on which a file can be let go: the first of several is taken. */
export function useFileDrop(onFile: (file: File) => void) {
  const isOver = useSignal(false);
  return {
    isOver: isOver.value,
    take: (files: FileList | null | undefined) => {
      const file = files?.[0];
      if (file) onFile(file);
    },
    place: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        isOver.value = true;
      },
      onDragLeave: () => void (isOver.value = false),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        isOver.value = false;
        const file = event.dataTransfer?.files[0];
        if (file) onFile(file);
      },
    },
  };
}
