interface Props {
  name: string;
  tagline: string;
  /** The provider's, as a hexadecimal colour. */
  color: string;
  plans: { slug: string; name: string; amount: string; unit: string }[];
}

const INK = '#16181d';
const MUTED = '#5b6270';
const LINE = '#dfe2e8';

/** A pricing page at a glance, drawn for feeds and chats: flex boxes and inline styles alone, as its renderer asks. */
export function ShareImage({ name, tagline, color, plans }: Props) {
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: '64px 72px',
        background: '#ffffff',
        borderTop: `18px solid ${color}`,
        color: INK,
        fontFamily: 'Noto Sans',
      }}
    >
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div style={{ display: 'flex', fontSize: 68, fontWeight: 600, lineHeight: 1.15 }}>
          {name} API pricing
        </div>
        <div style={{ display: 'flex', marginTop: 18, fontSize: 32, color: MUTED }}>{tagline}</div>
      </div>
      <div style={{ display: 'flex', gap: 28 }}>
        {plans.map((plan) => (
          <div
            key={plan.slug}
            style={{
              display: 'flex',
              flexDirection: 'column',
              flex: 1,
              padding: '26px 30px',
              border: `2px solid ${LINE}`,
              borderRadius: 18,
            }}
          >
            <div style={{ display: 'flex', fontSize: 28, color: MUTED }}>{plan.name}</div>
            <div style={{ display: 'flex', marginTop: 8, fontSize: 46, fontWeight: 600 }}>{plan.amount}</div>
            <div style={{ display: 'flex', fontSize: 24, color: MUTED }}>{plan.unit || ' '}</div>
          </div>
        ))}
      </div>
    </div>
  );
}
