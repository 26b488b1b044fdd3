import { Text, View } from '@react-pdf/renderer';
import type { Paper, PaperLine } from './paper';
import { styles } from './styles';
import { Words } from './words';

/** The lines, each with the parts that it is the sum of; the heading is on every page. */
export function LineTable({ paper }: { paper: Paper }) {
  const { lines, taxCodeLabel } = paper;
  const hasQuantities = lines.some(({ quantity }) => quantity !== '');
  const shown = { hasCode: taxCodeLabel !== null, hasQuantities };
  const head = [styles.tableHeadCell];
  return (
    <View>
      <View style={[styles.tableHead, { borderBottomColor: paper.color }]} fixed>
        <Text style={[...head, styles.number]}>#</Text>
        <Text style={[...head, styles.description]}>Description</Text>
        {taxCodeLabel && <Text style={[...head, styles.code]}>{taxCodeLabel}</Text>}
        {hasQuantities && <Text style={[...head, styles.quantity]}>Quantity</Text>}
        {hasQuantities && <Text style={[...head, styles.unitPrice]}>Rate</Text>}
        <Text style={[...head, styles.amount]}>Amount</Text>
      </View>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is what names it on paper.
        <Line key={index} line={line} place={index + 1} shown={shown} />
      ))}
    </View>
  );
}

interface Shown {
  hasCode: boolean;
  hasQuantities: boolean;
}

function Line({ line, place, shown }: { line: PaperLine; place: number; shown: Shown }) {
  return (
    <View style={styles.line} wrap={line.parts.length > 12}>
      <View style={styles.row}>
        <Text style={styles.number}>{place}</Text>
        <Words style={styles.description}>{line.description}</Words>
        {shown.hasCode && <Text style={styles.code}>{line.taxCode}</Text>}
        {shown.hasQuantities && <Text style={styles.quantity}>{line.quantity}</Text>}
        {shown.hasQuantities && <Text style={styles.unitPrice}>{line.unitPrice}</Text>}
        <Text style={styles.amount}>{line.amount}</Text>
      </View>
      {line.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <View key={index} style={styles.part} wrap={false}>
          <Text style={styles.number} />
          <Words style={styles.description}>{part.description}</Words>
          {shown.hasCode && <Text style={styles.code} />}
          <Text style={styles.quantity}>{part.quantity}</Text>
          <Text style={styles.unitPrice}>{part.unitPrice}</Text>
          <Text style={styles.amount}>{part.amount}</Text>
        </View>
      ))}
    </View>
  );
}
