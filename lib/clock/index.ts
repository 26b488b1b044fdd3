export { getClock } from './get-clock';
export {
  type ClockView,
  clock,
  type MovedClock,
  movedClock,
  type SetClockInput,
  setClockInput,
} from './schemas';
export { setClock } from './set-clock';
