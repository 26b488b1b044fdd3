import { Document, Image, Page, Text, View } from '@react-pdf/renderer';
import { LineTable } from './line-table';
import type { Paper, PaperAnnex, PaperParty } from './paper';
import { styles } from './styles';
import { Words } from './words';

/** A paper as a PDF. Draws what it is given and decides nothing. */
export function PaperDocument({ paper }: { paper: Paper }) {
  const { fileTitle, author, madeAt, annexes } = paper;
  const common = { size: paper.pageSize, style: styles.page, wrap: true } as const;
  return (
    <Document
      {...{ title: fileTitle, author, creator: 'Tollgate', producer: 'Tollgate', language: 'en' }}
      creationDate={madeAt}
      modificationDate={madeAt}
    >
      <Page {...common}>
        <Watermark text={paper.watermark} />
        <View style={styles.body}>
          <Head paper={paper} />
          <View style={[styles.rule, { backgroundColor: paper.color }]} />
          <View style={styles.columns}>
            {paper.parties.map((party) => (
              <Party key={party.label} party={party} />
            ))}
            <Facts paper={paper} />
          </View>
          <LineTable paper={paper} />
          <Sums paper={paper} />
          <Closing paper={paper} />
        </View>
        <Foot paper={paper} />
      </Page>
      {annexes.length > 0 && (
        <Page {...common}>
          <Watermark text={paper.watermark} />
          <View style={styles.body}>
            <Text style={[styles.annexTitle, { color: paper.color }]}>Usage by day</Text>
            {annexes.map((annex) => (
              <Annex key={annex.title} annex={annex} color={paper.color} />
            ))}
            {paper.annexRest && <Text>{paper.annexRest}</Text>}
          </View>
          <Foot paper={paper} />
        </Page>
      )}
    </Document>
  );
}

function Head({ paper }: { paper: Paper }) {
  return (
    <View style={styles.head}>
      <View>
        {paper.logo && <Image src={paper.logo} style={styles.logo} />}
        {!paper.logo && <Words style={styles.business}>{paper.author}</Words>}
      </View>
      <View style={styles.titleBox}>
        <Text style={[styles.title, { color: paper.color }]}>{paper.title}</Text>
        {paper.stamp && <Text style={styles.stamp}>{paper.stamp}</Text>}
      </View>
    </View>
  );
}

function Party({ party }: { party: PaperParty }) {
  return (
    <View style={styles.party}>
      <Text style={styles.label}>{party.label}</Text>
      <Words style={styles.partyName}>{party.name}</Words>
      {party.lines.map((line) => (
        <Words key={line}>{line}</Words>
      ))}
    </View>
  );
}

function Facts({ paper }: { paper: Paper }) {
  return (
    <View style={styles.facts}>
      {paper.facts.map(({ label, value }) => (
        <View key={label} style={styles.fact}>
          <Text style={styles.factLabel}>{label}</Text>
          <Words style={styles.factValue} longest={18}>
            {value}
          </Words>
        </View>
      ))}
    </View>
  );
}

function Sums({ paper }: { paper: Paper }) {
  return (
    <View style={styles.sums} wrap={false}>
      <View style={styles.words}>
        <Text style={styles.label}>Amount in words</Text>
        <Text>{paper.words}</Text>
      </View>
      <View style={styles.totals}>
        {paper.totals.map(({ label, amount, isStrong }) => (
          <View
            key={label}
            style={
              isStrong ? [styles.total, styles.totalStrong, { borderTopColor: paper.color }] : styles.total
            }
          >
            <Text style={isStrong ? {} : styles.totalLabel}>{label}</Text>
            <Text>{amount}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

function Closing({ paper }: { paper: Paper }) {
  const { payment, signature, notes } = paper;
  return (
    <View wrap={false}>
      {(payment || signature) && (
        <View style={styles.boxes}>
          <View style={styles.box}>
            {payment && <Text style={styles.boxTitle}>{payment.title}</Text>}
            {payment && <Words>{payment.text}</Words>}
          </View>
          {signature && (
            <View style={styles.signature}>
              <Words>{`For ${signature.business}`}</Words>
              <View style={styles.signatureLine}>
                <Words style={{ textAlign: 'right' }}>{signature.name}</Words>
                <Text style={[styles.label, { textAlign: 'right' }]}>Authorised signatory</Text>
              </View>
            </View>
          )}
        </View>
      )}
      <View style={styles.notes}>
        {notes.map((note) => (
          <Words key={note} style={styles.note}>
            {note}
          </Words>
        ))}
      </View>
    </View>
  );
}

function Annex({ annex, color }: { annex: PaperAnnex; color: string }) {
  const { title, unit, days, total } = annex;
  return (
    <View style={styles.annex}>
      <View wrap={false} minPresenceAhead={40}>
        <Words style={styles.annexName}>{title}</Words>
        <View style={[styles.tableHead, { borderBottomColor: color }]}>
          <Text style={[styles.tableHeadCell, styles.description]}>Day</Text>
          <Text style={[styles.tableHeadCell, styles.quantity]}>Calls</Text>
          <Text style={[styles.tableHeadCell, styles.quantity]}>{unit}</Text>
        </View>
      </View>
      {days.map(({ day, calls, quantity }) => (
        <View key={day} style={styles.day} wrap={false}>
          <Text style={styles.description}>{day}</Text>
          <Text style={styles.quantity}>{calls}</Text>
          <Text style={styles.quantity}>{quantity}</Text>
        </View>
      ))}
      <View style={styles.annexTotal} wrap={false}>
        <Text style={styles.description}>Total</Text>
        <Text style={styles.quantity}>{total.calls}</Text>
        <Text style={styles.quantity}>{total.quantity}</Text>
      </View>
    </View>
  );
}

function Foot({ paper }: { paper: Paper }) {
  return (
    <View style={styles.footer} fixed>
      <Words style={styles.footerText}>{[paper.fileTitle, paper.footer].filter(Boolean).join(' · ')}</Words>
      <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
    </View>
  );
}

function Watermark({ text }: { text: string | null }) {
  return text ? (
    <Text style={styles.watermark} fixed>
      {text}
    </Text>
  ) : null;
}
