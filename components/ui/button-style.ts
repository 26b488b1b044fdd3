import { cva } from 'class-variance-authority';

/** What a button looks like; apart from the button, for what must be light: error screens, public pages. */
export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-primary text-on-primary hover:opacity-88',
        secondary: 'border border-border-strong bg-surface hover:bg-hover',
        quiet: 'text-muted hover:bg-hover hover:text-foreground',
        danger: 'bg-danger-solid text-white hover:opacity-90',
      },
      size: {
        small: 'h-8 px-2.5 text-[0.867rem]',
        medium: 'h-9 px-3.5 text-[0.933rem]',
        large: 'h-11 px-5',
        icon: 'size-9',
      },
    },
    defaultVariants: { look: 'primary', size: 'medium' },
  },
);
