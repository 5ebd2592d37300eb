import { useEffect, useRef, useState } from 'react';

/** How wide an element is, as it changes; a usual width until that is known. */
export function useWidth<TElement extends Element>(usual: number) {
  const ref = useRef<TElement>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const element = ref.current;
    // not in every test environment
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(1, Math.round(entry.contentRect.width))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
