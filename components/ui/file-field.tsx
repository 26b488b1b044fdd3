import type { ChangeEvent } from 'react';
import { classNames } from './class-names';

interface Props {
  id: string;
  label: string;
  accept: string;
  hint?: string | undefined;
  error?: string | undefined;
  onChange(event: ChangeEvent<HTMLInputElement>): void;
}

/** A file that the page reads itself, so it has no name in the form. */
export function FileField({ id, label, accept, hint, error, onChange }: Props) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.933rem] font-medium">
        {label} <span className="font-normal text-faint">(optional)</span>
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={onChange}
        aria-describedby={hint || error ? `${id}-message` : undefined}
        className="min-w-0 text-[0.933rem] text-muted file:mr-3 file:cursor-pointer file:rounded-md file:border file:border-border-strong file:bg-surface file:px-3 file:py-1.5 file:font-medium file:text-foreground hover:file:bg-hover"
      />
      {(error ?? hint) && (
        <p
          id={`${id}-message`}
          className={classNames('text-[0.867rem]', error ? 'text-danger' : 'text-muted')}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
