import { Action, Facts, Paragraph, PlainLink, Small, Title } from './parts';
import { dayOf, type Template } from './written';

export const verification: Template<'verification'> = ({ url, name, hours }, brand) => ({
  subject: `Confirm your address for ${brand.name}`,
  preview: 'One click and you are in.',
  body: (
    <>
      <Title>Confirm your address</Title>
      <Paragraph>
        {name ? `Hello ${name}, please` : 'Please'} confirm that this address is yours, so that {brand.name}{' '}
        can reach you about your keys and invoices.
      </Paragraph>
      <Action href={url} brand={brand}>
        Confirm address
      </Action>
      <PlainLink href={url} />
      <Small>The link is good for {hours} hours. If you did not sign up, ignore this mail.</Small>
    </>
  ),
});

export const passwordReset: Template<'password-reset'> = ({ url, minutes }, brand) => ({
  subject: `Set a new password for ${brand.name}`,
  preview: `The link is good for ${minutes} minutes.`,
  body: (
    <>
      <Title>Set a new password</Title>
      <Paragraph>
        Somebody, hopefully you, asked for a new password for the account of this address at {brand.name}.
      </Paragraph>
      <Action href={url} brand={brand}>
        Choose a new password
      </Action>
      <PlainLink href={url} />
      <Small>
        The link works once and is good for {minutes} minutes. If you did not ask for it, ignore this mail:
        your password stays as it is.
      </Small>
    </>
  ),
});

export const invitation: Template<'invitation'> = ({ url, inviter, team, days }, brand) => ({
  subject: `${inviter} invites you to ${team}`,
  preview: `Join ${team} on ${brand.name}.`,
  body: (
    <>
      <Title>Join {team}</Title>
      <Paragraph>
        {inviter} invites you to work together in the team {team} on {brand.name}.
      </Paragraph>
      <Action href={url} brand={brand}>
        Accept the invitation
      </Action>
      <PlainLink href={url} />
      <Small>
        The invitation is good for {days} days. If you do not know {inviter}, ignore this mail.
      </Small>
    </>
  ),
});

export const welcome: Template<'welcome'> = ({ customer, keyPrefix, url }, brand) => ({
  subject: `Your first ${brand.name} key is ready`,
  preview: 'Make your first call now.',
  body: (
    <>
      <Title>Welcome to {brand.name}</Title>
      <Paragraph>
        The first key of {customer} is ready. The whole key was shown once, when it was made; nobody can read
        it again. If you did not keep it, make a new one in the portal.
      </Paragraph>
      <Facts facts={[['Your key begins with', keyPrefix]]} />
      <Action href={url} brand={brand}>
        Open the portal
      </Action>
      <Small>There you see every call as it is counted, your limits, and what it costs so far.</Small>
    </>
  ),
});

export const keyExpiring: Template<'key-expiring'> = ({ key, expiresAt, url }, brand) => ({
  subject: `Your key ${key} expires on ${dayOf(expiresAt, brand)}`,
  preview: 'Calls with it will be refused from then on.',
  body: (
    <>
      <Title>A key is about to expire</Title>
      <Paragraph>
        From {dayOf(expiresAt, brand)} on, calls with the key {key} are refused. Rotate it before then: the
        old secret can work on for a while beside the new one, so that nothing stops.
      </Paragraph>
      <Facts
        facts={[
          ['Key', key],
          ['Expires', dayOf(expiresAt, brand)],
        ]}
      />
      <Action href={url} brand={brand}>
        Rotate the key
      </Action>
    </>
  ),
});
