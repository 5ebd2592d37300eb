export interface PullRequestMarkerOptions {
  migrationId: string;
  targetId: string;
  generation: number;
}

/** A comment in the body by which a pull request is known as the one of a target, whatever happened to its title. */
export function pullRequestMarker(options: PullRequestMarkerOptions): string {
  const { migrationId, targetId, generation } = options;
  return `<!-- skein:${migrationId}:${targetId}:${generation} -->`;
}

/** The rendered body, with what people wrote below the marker of the body that stands. */
export function keepHumanText(options: {
  rendered: string;
  standing: string;
  marker: string;
}): string {
  const { rendered, standing, marker } = options;
  const end = standing.indexOf(marker);
  return end < 0 ? rendered : rendered + standing.slice(end + marker.length);
}
