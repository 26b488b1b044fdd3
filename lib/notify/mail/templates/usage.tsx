import { formatMoney } from '@/lib/core/money';
import { Action, Facts, Meter, Paragraph, Small, Title } from './parts';
import { countOf, dayOf, type Template } from './written';

export const usageThreshold: Template<'usage-threshold'> = (props, brand) => {
  const { meter, percent, used, limit, hard, resetsAt, url } = props;
  const reset = dayOf(resetsAt, brand);
  return {
    subject:
      percent > 100
        ? `You are past your quota of ${meter}: ${percent}% used`
        : percent === 100
          ? `Your quota of ${meter} is used up`
          : `You have used ${percent}% of your quota of ${meter}`,
    preview: `${countOf(used)} of ${countOf(limit)} until ${reset}.`,
    body: (
      <>
        <Title>
          {percent >= 100 ? `Your quota of ${meter} is used up` : `${percent}% of your quota is used`}
        </Title>
        <Meter percent={percent} brand={brand} />
        <Facts
          facts={[
            [`Used (${meter})`, countOf(used)],
            ['Quota', countOf(limit)],
            ['Starts anew', reset],
          ]}
        />
        <Paragraph>{consequence(percent, hard, reset)}</Paragraph>
        <Action href={url} brand={brand}>
          See your usage
        </Action>
      </>
    ),
  };
};

function consequence(percent: number, hard: boolean, reset: string): string {
  if (hard && percent >= 100)
    return `Further calls are refused until ${reset}, or until you take a larger plan.`;
  if (hard)
    return `When it is used up, calls are refused until ${reset}. A larger plan takes effect at once.`;
  return percent >= 100
    ? 'Your calls go on; what is above the quota is charged as your plan says.'
    : 'Nothing stops when it is used up; what is above it is charged as your plan says.';
}

export const budgetReached: Template<'budget-reached'> = (props, brand) => {
  const { currency, percent, used, limit, resetsAt, url } = props;
  const money = (amount: number) => formatMoney(amount, currency);
  const reset = dayOf(resetsAt, brand);
  const isFull = percent >= 100;
  return {
    subject: isFull ? 'Your budget is reached' : `${percent}% of your budget is spent`,
    preview: `${money(used)} of ${money(limit)} until ${reset}.`,
    body: (
      <>
        <Title>{isFull ? 'Your budget is reached' : `${percent}% of your budget is spent`}</Title>
        <Meter percent={percent} brand={brand} />
        <Facts
          facts={[
            ['Spent on usage', money(used)],
            ['Budget', money(limit)],
            ['Starts anew', reset],
          ]}
        />
        <Paragraph>
          {isFull
            ? `Calls that cost more than is left are refused until ${reset}, or until the budget is raised.`
            : 'When it is reached, calls are refused rather than charged.'}
        </Paragraph>
        <Action href={url} brand={brand}>
          Look at the budget
        </Action>
        <Small>The budget is a hard stop: it is never exceeded by even one call.</Small>
      </>
    ),
  };
};
