import type { ChangeEvent } from 'react';
import { FileField } from '@/components/ui/field';

interface Props {
  /** The picture as a data URL; empty: the logo stays as it is. */
  logo: string;
  error: string | undefined;
  onChange(logo: string): void;
}

/** The picture travels as text, like every other field. */
export function LogoField({ logo, error, onChange }: Props) {
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return onChange('');
    const reader = new FileReader();
    reader.onload = () => onChange(String(reader.result));
    reader.readAsDataURL(file);
  };
  return (
    <div>
      <FileField
        id="logo-file"
        label="Logo"
        accept="image/png,image/jpeg"
        hint="PNG or JPEG, at most 256 KB. Empty: stays as it is."
        error={error}
        onChange={read}
      />
      <input type="hidden" name="logo" value={logo} />
    </div>
  );
}
