import { LogOut } from 'lucide-react';
import { Button } from './button';
import { ThemeToggle } from './theme-toggle';

/** Who is signed in, the theme, and the way out. */
export function AccountFooter({
  name,
  email,
  signOutAction,
}: {
  name: string;
  email: string;
  signOutAction: () => Promise<void>;
}) {
  return (
    <>
      <div className="px-2.5 text-[0.867rem]">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-muted">{email}</p>
      </div>
      <div className="flex items-center justify-between gap-2 pl-1.5">
        <ThemeToggle />
        <form action={signOutAction}>
          <Button type="submit" look="quiet" size="small">
            <LogOut aria-hidden />
            Sign out
          </Button>
        </form>
      </div>
    </>
  );
}
