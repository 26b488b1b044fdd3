interface Props {
  legend: string;
  name: string;
  options: string[];
  chosen: string;
  onChoose(option: string): void;
}

/** A few words beside each other, of which one is chosen: what stands below follows it. */
export function Choices({ legend, name, options, chosen, onChoose }: Props) {
  return (
    <fieldset className="flex max-w-full flex-wrap gap-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          key={option}
          className="cursor-pointer rounded-[5px] border border-transparent px-2.5 py-1 text-[0.867rem] text-muted hover:text-foreground has-checked:border-border has-checked:bg-hover has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === chosen}
            onChange={() => onChoose(option)}
            className="sr-only"
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}
