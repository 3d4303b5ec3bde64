import type { Screen } from '../ui/screen.ts';
import { AccountScreen } from './panel.tsx';

export const screens: readonly Screen[] = [{ path: '/account', Panel: AccountScreen }];
