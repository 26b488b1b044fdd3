import { Text, type View } from '@react-pdf/renderer';
import type { ComponentProps } from 'react';
import { breakable } from './breakable';

type Style = ComponentProps<typeof View>['style'];

/** A line of text with an ff drawn as one glyph would be broken one letter too early by the layout. */
const NO_LIGATURES = { fontFeatureSettings: { liga: 0 } } as const;

/** Text that breaks where it must and never gains a hyphen: to the layout, one costs more than anything else. */
export function Words({ style, longest, children }: { style?: Style; longest?: number; children: string }) {
  return (
    <Text hyphenationPenalty={10_000} style={style ? [NO_LIGATURES, style].flat() : NO_LIGATURES}>
      {breakable(children, longest)}
    </Text>
  );
}
