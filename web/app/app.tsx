import { useEffect } from 'preact/hooks';
import { lazy } from '../ui/lazy.tsx';
import '../ui/theme.ts'; // every page is dark or light, also before anybody is signed in
import { words } from './words.ts';
import { Failure } from '../ui/failure.tsx';
import { me, readMe } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';
import { Join } from './join.tsx';
import { SetUp } from './setUp.tsx';
import { SignIn } from './signIn.tsx';
import { useAsked } from '../ui/asked.ts';

// Two pages that share little: the phone need not load the map, nor the desk the queue.
const { Lazy: Dashboard, load: loadDashboard } = lazy(async () => (await import('./dashboard.tsx')).Dashboard);
const { Lazy: Enrol } = lazy(async () => (await import('./enrol.tsx')).Enrol);
const { Lazy: PhonePage } = lazy(async () => (await import('../phone/page.tsx')).PhonePage);

/** Wide enough for a desk: whoever signs in here looks at the map next, so its code comes while they type. */
const isDesk = matchMedia('(min-width: 760px)').matches;

export function App() {
  useEffect(() => {
    if (isDesk && part.path.peek() !== '/rep') loadDashboard().catch(() => {}); // tried again, and said, when it is shown
  }, []);
  const asked = useAsked('me', () => readMe());
  const w = words.value;
  document.title = me.value ? `${w.product} · ${me.value.org.name}` : w.product;
  if (part.path.value === '/setup' && !me.value) return <SetUp />;
  if (part.path.value === '/join') return <Join />;
  if (me.value?.mustEnrol) return <Enrol />;
  // The phone page works without the server: it knows its rep from last time.
  if (part.path.value === '/rep') return <PhonePage SignIn={SignIn} />;
  if (me.value === undefined)
    return (
      <div class="door">
        {asked.error !== undefined ? (
          <Failure error={asked.error} onAgain={asked.again} />
        ) : (
          <span class="quiet">{w.loading}</span>
        )}
      </div>
    );
  if (me.value === null) return <SignIn />;
  return <Dashboard />;
}
