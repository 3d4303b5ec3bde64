import { Failure } from '../ui/failure.tsx';
import { PasskeyNotShown } from './notShown.ts';
import { words } from './words.ts';

/** What went wrong, the browser's own part of it included. */
export function Wrong({ error }: { error: unknown }) {
  if (!(error instanceof PasskeyNotShown)) return <Failure error={error} />;
  return (
    <div class="failure" role="alert">
      <p>{words.value.factors.cancelled}</p>
    </div>
  );
}
