import { ChartTable } from '@/components/charts/theme';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';

export interface HourOfWeek {
  /** 1 is Monday. */
  weekday: number;
  hour: number;
  calls: number;
  errors: number;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/**
 * When calls come: a field for every hour of the week, the darker the more. One colour in steps of lightness, which
 * every eye can tell apart; the square root keeps a quiet night visible beside a busy noon.
 */
export function HeatMap({ hours, currency }: { hours: HourOfWeek[]; currency: string }) {
  const known = new Map(hours.map((one) => [`${one.weekday} ${one.hour}`, one]));
  const callsAt = (weekday: number, hour: number) => known.get(`${weekday} ${hour}`)?.calls ?? 0;
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label="Calls by weekday and hour" tabIndex={0} className="overflow-x-auto">
        <div className="min-w-[34rem]">
          {WEEKDAYS.map((name, index) => (
            <div key={name} className="flex items-center gap-[3px] pb-[3px]">
              <span className="w-10 shrink-0 text-[0.8rem] text-muted">{name.slice(0, 3)}</span>
              {HOURS.map((hour) => {
                const calls = callsAt(index + 1, hour);
                const percent = calls === 0 ? 0 : 8 + 92 * Math.sqrt(calls / most);
                return (
                  <span
                    key={hour}
                    aria-hidden
                    title={`${name} ${clock(hour)}: ${formatCount(calls, currency)} calls`}
                    className="h-6 flex-1 rounded-[3px] border border-border/60"
                    style={{
                      background: `color-mix(in oklab, var(--series-1) ${percent.toFixed(0)}%, var(--subtle))`,
                    }}
                  />
                );
              })}
            </div>
          ))}
          <div aria-hidden className="flex gap-[3px] text-[0.75rem] text-faint">
            <span className="w-10 shrink-0" />
            {HOURS.map((hour) => (
              <span key={hour} className="flex-1">
                {hour % 3 === 0 ? String(hour).padStart(2, '0') : ''}
              </span>
            ))}
          </div>
        </div>
      </section>
      <ChartTable>
        <Table label="Calls by weekday and hour, in numbers">
          <thead>
            <tr>
              <HeadCell>Hour</HeadCell>
              {WEEKDAYS.map((name) => (
                <HeadCell key={name} isNumber>
                  {name.slice(0, 3)}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {HOURS.map((hour) => (
              <Row key={hour}>
                <Cell className="tabular-nums">{clock(hour)}</Cell>
                {WEEKDAYS.map((name, index) => (
                  <Cell key={name} isNumber>
                    {formatCount(callsAt(index + 1, hour), currency)}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </ChartTable>
    </>
  );
}
