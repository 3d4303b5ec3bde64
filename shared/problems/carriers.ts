// Pure: what may be wrong with agreeing that one's carrier is asked.
import { fault } from './say.ts';

export const carrierProblems = {
  NUMBER_UNREADABLE: fault(
    'this is no mobile number; write it with its country, such as +86 133 1234 5678',
    '不是有效的手机号码，应形如 13312345678',
  ),
  NO_CARRIER_FOR_NUMBER: fault('none of the configured carriers has this number', '该号码不属于已配置的运营商'),
};
