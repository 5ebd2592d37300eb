import type { SandboxCommand } from '../Sandbox';

/** A command as it is to be started where inside and outside are the same. */
export interface OutsideCommand {
  argv: string[];
  workingDirectory: string;
  environment: Record<string, string>;
}

/**
 * Turns the paths of a command into those of the host: an argument or a value of the environment that is a target, or lies below one,
 * is what is mounted there. Paths within longer texts stay as they are.
 */
export function placeOutside(command: SandboxCommand): OutsideCommand {
  const places = [...command.mounts, ...command.sockets].sort(
    (a, b) => b.target.length - a.target.length,
  );
  const place = (value: string) => {
    const found = places.find(
      ({ target }) => value === target || value.startsWith(`${target}/`),
    );
    return found ? found.source + value.slice(found.target.length) : value;
  };
  return {
    argv: command.argv.map(place),
    workingDirectory: place(command.workingDirectory),
    environment: Object.fromEntries(
      Object.entries(command.environment).map(([name, value]) => [
        name,
        place(value),
      ]),
    ),
  };
}
