import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Img } from '@react-email/img';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import type { Brand } from './brand';

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 600px) { .card { padding: 24px 20px !important; } }
@media (prefers-color-scheme: dark) {
  .page, .page > table, .page > table > tbody > tr > td { background-color: #0b0f19 !important; }
  .card { background-color: #151b28 !important; border-color: #293142 !important; }
  .ink { color: #f3f4f6 !important; }
  .soft, .soft a { color: #a3acba !important; }
  .rule { border-color: #293142 !important; }
  .track { background-color: #293142 !important; }
}`;

interface Props {
  brand: Brand;
  preview: string;
  /** Of the mails that one may do without. */
  unsubscribeUrl: string | null;
  children: ReactNode;
}

/** The frame of every mail: the sender's brand above, who wrote and how to stop it below. */
export function Layout({ brand, preview, unsubscribeUrl, children }: Props) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{DARK}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        className="page"
        style={{ margin: 0, padding: '32px 12px', backgroundColor: '#f3f4f6', fontFamily: FONT }}
      >
        <Container style={{ maxWidth: 560, margin: '0 auto' }}>
          <Section style={{ padding: '0 4px 20px' }}>
            {brand.logoUrl ? (
              <Img
                src={brand.logoUrl}
                alt={brand.name}
                height={32}
                style={{ height: 32, width: 'auto', fontSize: 18, fontWeight: 700 }}
                className="ink"
              />
            ) : (
              <Text className="ink" style={{ margin: 0, fontSize: 18, fontWeight: 700, color: '#111827' }}>
                <span
                  style={{
                    display: 'inline-block',
                    width: 12,
                    height: 12,
                    marginRight: 10,
                    borderRadius: 3,
                    backgroundColor: brand.color,
                  }}
                />
                {brand.name}
              </Text>
            )}
          </Section>
          <Section
            className="card"
            style={{
              padding: '32px 36px 20px',
              backgroundColor: '#ffffff',
              border: '1px solid #e5e7eb',
              borderRadius: 12,
            }}
          >
            {children}
          </Section>
          <Text
            className="soft"
            style={{
              margin: '20px 0 0',
              padding: '0 4px',
              fontSize: 12,
              lineHeight: '19px',
              color: '#6b7280',
            }}
          >
            Sent by{' '}
            <a href={brand.websiteUrl} style={{ color: 'inherit' }}>
              {brand.name}
            </a>
            {unsubscribeUrl && (
              <>
                <br />
                <a href={unsubscribeUrl} style={{ color: 'inherit' }}>
                  Unsubscribe from mails like this
                </a>
              </>
            )}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
