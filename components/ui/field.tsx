import type { ChangeEvent, ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

const controlStyle =
  'w-full rounded-md border border-control/70 bg-background px-3 text-[1rem] placeholder:text-faint hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 aria-[invalid=true]:border-danger disabled:opacity-60';

export interface FieldMessages {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

/** A control with its label, hint and error; the error is announced and tied to the control. */
function Labelled({
  label,
  hint,
  error,
  id,
  isOptional,
  children,
}: FieldMessages & { id: string; isOptional: boolean; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-[0.933rem] font-medium">
        {label}
        {isOptional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {children}
      {error ? (
        <p id={`${id}-message`} role="alert" className="text-[0.867rem] text-danger">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-message`} className="text-[0.867rem] text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

type TextFieldProps = Omit<ComponentProps<'input'>, 'name'> & FieldMessages & { name: string };

export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  const id = rest.id ?? `field-${rest.name}`;
  return (
    <Labelled label={label} hint={hint} error={error} id={id} isOptional={!rest.required}>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-message` : undefined}
        className={classNames(controlStyle, 'h-10', className)}
      />
    </Labelled>
  );
}

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'name'> & FieldMessages & { name: string };

export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  const id = rest.id ?? `field-${rest.name}`;
  return (
    <Labelled label={label} hint={hint} error={error} id={id} isOptional={!rest.required}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-message` : undefined}
        className={classNames(controlStyle, 'min-h-24 py-2', className)}
      />
    </Labelled>
  );
}

export interface SelectOption {
  value: string;
  label: string;
}

type SelectFieldProps = Omit<ComponentProps<'select'>, 'name'> &
  FieldMessages & { name: string; options: readonly SelectOption[] };

/** The browser's own select: it is the best one on a phone, and by keyboard. */
export function SelectField({ label, hint, error, options, className, ...rest }: SelectFieldProps) {
  const id = rest.id ?? `field-${rest.name}`;
  return (
    <Labelled label={label} hint={hint} error={error} id={id} isOptional={!rest.required}>
      {/* Keyed: a browser that resets the form would otherwise fall back to the first option. */}
      <select
        key={String(rest.defaultValue)}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-message` : undefined}
        className={classNames(controlStyle, 'h-10 pr-2', className)}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type FileFieldProps = FieldMessages & {
  id: string;
  accept: string;
  onChange(event: ChangeEvent<HTMLInputElement>): void;
};

/** A file that the page reads itself, so it has no name in the form. */
export function FileField({ label, hint, error, id, accept, onChange }: FileFieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error} id={id} isOptional>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={onChange}
        aria-describedby={error || hint ? `${id}-message` : undefined}
        className="min-w-0 text-[0.933rem] text-muted file:mr-3 file:cursor-pointer file:rounded-md file:border file:border-border-strong file:bg-surface file:px-3 file:py-1.5 file:font-medium file:text-foreground hover:file:bg-hover"
      />
    </Labelled>
  );
}
