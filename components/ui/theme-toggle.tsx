'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';

const CHOICES = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

const never = () => () => undefined;

/** Light, dark, or as the system says. Unknown on the server, so nothing is marked until the page is alive. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset className="inline-flex gap-0.5 rounded-full border p-0.5">
      <legend className="sr-only">Colour theme</legend>
      {CHOICES.map(({ value, label, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={isAlive ? theme === value : undefined}
          aria-label={label}
          title={label}
          onClick={() => setTheme(value)}
          className="grid size-7 place-items-center rounded-full text-faint hover:text-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
        >
          <Icon aria-hidden className="size-3.5" />
        </button>
      ))}
    </fieldset>
  );
}
