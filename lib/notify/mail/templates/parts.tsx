import { Button } from '@react-email/button';
import { Heading } from '@react-email/heading';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import { type Brand, inkOn } from './brand';

/*
 * What mails are made of. Sizes and colours stand in the tags, because mail programs drop style sheets; the classes
 * only serve those that know dark mode (see layout.tsx).
 */

export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h1"
      className="ink"
      style={{ margin: '0 0 16px', fontSize: 22, lineHeight: '30px', fontWeight: 600, color: '#111827' }}
    >
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ margin: '0 0 16px', fontSize: 15, lineHeight: '24px', color: '#374151' }}>
      {children}
    </Text>
  );
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text className="soft" style={{ margin: '0 0 12px', fontSize: 13, lineHeight: '20px', color: '#6b7280' }}>
      {children}
    </Text>
  );
}

/** The one thing to do about it. */
export function Action({ href, brand, children }: { href: string; brand: Brand; children: ReactNode }) {
  return (
    <Section style={{ margin: '8px 0 24px' }}>
      <Button
        href={href}
        style={{
          padding: '12px 22px',
          borderRadius: 8,
          backgroundColor: brand.color,
          color: inkOn(brand.color),
          fontSize: 15,
          lineHeight: '20px',
          fontWeight: 600,
          textDecoration: 'none',
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

/** Names and values, one a line. */
export function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '0 0 20px', borderCollapse: 'collapse' }}
    >
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <td
              className="soft rule"
              style={{
                padding: '9px 12px 9px 0',
                fontSize: 14,
                color: '#6b7280',
                borderTop: '1px solid #e5e7eb',
              }}
            >
              {name}
            </td>
            <td
              align="right"
              className="ink rule"
              style={{
                padding: '9px 0',
                fontSize: 14,
                fontWeight: 600,
                color: '#111827',
                borderTop: '1px solid #e5e7eb',
                wordBreak: 'break-word',
              }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How full something is, drawn without an image. */
export function Meter({ percent, brand }: { percent: number; brand: Brand }) {
  const isFull = percent >= 100;
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      className="track"
      style={{ margin: '0 0 20px', backgroundColor: '#e5e7eb', borderRadius: 5 }}
    >
      <tbody>
        <tr>
          <td
            width={`${Math.min(percent, 100)}%`}
            style={{
              height: 10,
              lineHeight: '10px',
              fontSize: 1,
              borderRadius: 5,
              backgroundColor: isFull ? '#dc2626' : brand.color,
            }}
          >
            &nbsp;
          </td>
          {!isFull && <td style={{ fontSize: 1, lineHeight: '10px' }}>&nbsp;</td>}
        </tr>
      </tbody>
    </table>
  );
}

/** The link in letters, for programs that show no buttons. */
export function PlainLink({ href }: { href: string }) {
  return (
    <Small>
      If the button does not work, open this address:
      <br />
      <a href={href} className="soft" style={{ color: '#6b7280', wordBreak: 'break-all' }}>
        {href}
      </a>
    </Small>
  );
}
