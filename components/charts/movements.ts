/* Apart from the chart, whose module is the browser's alone. */

export interface RevenuePoint {
  label: string;
  mrr: number;
  movements: Record<MovementName, number>;
  /** As they stand in the table: exact and formatted. */
  texts: Record<MovementName | 'mrr', string>;
}

export type MovementName = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation';

export const MOVEMENTS: { key: MovementName; label: string; color: string }[] = [
  { key: 'new', label: 'New', color: 'var(--series-1)' },
  { key: 'expansion', label: 'Expansion', color: 'var(--series-3)' },
  { key: 'reactivation', label: 'Reactivation', color: 'var(--series-5)' },
  { key: 'contraction', label: 'Contraction', color: 'var(--series-4)' },
  { key: 'churn', label: 'Churn', color: 'var(--series-2)' },
];
