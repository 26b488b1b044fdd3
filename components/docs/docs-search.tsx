'use client';

import { Search } from 'lucide-react';
import type MiniSearch from 'minisearch';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { SEARCH_INDEX_HREF, SEARCH_OPTIONS, type SearchEntry } from './search-options';

type Found = Pick<SearchEntry, 'page' | 'title' | 'href'> & { id: string };

const MOST_SHOWN = 12;

/** The index and its reader come with the first search, not with the page. */
async function loadIndex(): Promise<MiniSearch<SearchEntry>> {
  const [{ default: Index }, answer] = await Promise.all([import('minisearch'), fetch(SEARCH_INDEX_HREF)]);
  if (!answer.ok) throw new Error(`The index answered ${answer.status}.`);
  return Index.loadJSON<SearchEntry>(await answer.text(), SEARCH_OPTIONS);
}

/** Search over all pages, codes and operations; also opened by Ctrl-K, ⌘K or a slash. */
export function DocsSearch() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (!isShortcut && (event.key !== '/' || isTyping)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label="Search the documentation"
        className="flex h-9 items-center gap-2 rounded-md border border-border-strong px-2.5 text-muted hover:bg-hover hover:text-foreground sm:w-56"
      >
        <Search aria-hidden className="size-4" />
        <span className="hidden sm:inline">Search</span>
        <kbd className="ml-auto hidden font-sans text-[0.8rem] text-faint sm:inline">Ctrl K</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[8dvh] left-1/2 z-50 flex max-h-[80dvh] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-xl border bg-surface shadow-2xl"
        >
          <Dialog.Title className="sr-only">Search the documentation</Dialog.Title>
          <SearchBox onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SearchBox({ onDone }: { onDone: () => void }) {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState<MiniSearch<SearchEntry>>();
  const [hasFailed, setFailed] = useState(false);
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    loadIndex().then(setIndex, () => setFailed(true));
  }, []);
  const found = index && query.trim() ? (index.search(query).slice(0, MOST_SHOWN) as unknown as Found[]) : [];
  const move = (to: number) => {
    setChosen(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = found[chosen];
    if (event.key === 'ArrowDown') move(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') move(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && target) {
      router.push(target.href);
      onDone();
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="search"
        role="combobox"
        aria-label="Search the documentation"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        placeholder="Webhook, invalid_key, prepaid…"
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        className="w-full shrink-0 border-b bg-transparent px-4 py-3.5 text-base outline-none"
      />
      <SearchResults {...{ listId, found, chosen, list, onDone }} />
      <p role="status" className="px-4 py-3 text-muted empty:hidden">
        {hasFailed
          ? 'The search could not be loaded. Try again in a moment.'
          : query.trim() && index && found.length === 0
            ? `Nothing about “${query.trim()}”.`
            : ''}
      </p>
    </>
  );
}

interface ResultsProps {
  listId: string;
  found: Found[];
  chosen: number;
  list: RefObject<HTMLDivElement | null>;
  onDone: () => void;
}

function SearchResults({ listId, found, chosen, list, onDone }: ResultsProps) {
  return (
    <div ref={list} id={listId} role="listbox" aria-label="Found" className="overflow-y-auto">
      {found.map(({ id, page, title, href }, index) => (
        <Link
          key={id}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === chosen}
          href={href}
          prefetch={false}
          onClick={onDone}
          className="block px-4 py-2.5 hover:bg-hover aria-selected:bg-hover"
        >
          <span className="block font-medium">{title}</span>
          {page !== title && <span className="block text-[0.867rem] text-muted">{page}</span>}
        </Link>
      ))}
    </div>
  );
}
