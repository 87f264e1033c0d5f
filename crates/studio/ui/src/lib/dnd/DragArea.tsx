/** Dragging by mouse and touch: sensors, what hangs at the pointer, scrolling at edges. Moving by keyboard and what is read aloud are the page's own. */
import {
  DndContext,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useRef } from 'react';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Props<T> {
  readonly onStart: (item: T) => void;
  /** Called as the pointer moves; also when what lies under it scrolled. */
  readonly onOver: (item: T, point: Point) => void;
  readonly onDrop: (item: T) => void;
  readonly onCancel: () => void;
  /** What hangs at the pointer. */
  readonly shadow: (item: T) => ReactNode;
  readonly children: ReactNode;
}

const quiet = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

function pointOf(event: Event): Point | undefined {
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY };
  const touch = 'touches' in event ? (event as TouchEvent).touches[0] : undefined;
  return touch && { x: touch.clientX, y: touch.clientY };
}

/** Around everything that is dragged and everything that it is dragged to. */
export function DragArea<T>({ onStart, onOver, onDrop, onCancel, shadow, children }: Props<T>) {
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const dragged = useRef<T>(undefined);
  const point = useRef<Point>(undefined);
  const follow = useRef<(event: Event) => void>(undefined);
  const names = ['mousemove', 'touchmove'] as const;

  const stop = () => {
    const listener = follow.current;
    if (listener) for (const name of names) removeEventListener(name, listener);
    follow.current = undefined;
    dragged.current = undefined;
  };
  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const item = active.data.current as T;
    dragged.current = item;
    point.current = pointOf(activatorEvent);
    const listener = (event: Event) => {
      point.current = pointOf(event) ?? point.current;
      if (point.current) onOver(item, point.current);
    };
    follow.current = listener;
    for (const name of names) addEventListener(name, listener, { passive: true });
    onStart(item);
  };
  return (
    <DndContext
      sensors={sensors}
      accessibility={quiet}
      autoScroll={{ threshold: { x: 0, y: 0.12 }, acceleration: 12 }}
      onDragStart={start}
      onDragMove={() => {
        if (dragged.current && point.current) onOver(dragged.current, point.current);
      }}
      onDragEnd={({ active }) => {
        stop();
        onDrop(active.data.current as T);
      }}
      onDragCancel={() => {
        stop();
        onCancel();
      }}
    >
      {children}
      <DragOverlay dropAnimation={null} className="drag-shadow" style={{ width: 'auto', height: 'auto' }}>
        {dragged.current === undefined ? null : shadow(dragged.current)}
      </DragOverlay>
    </DndContext>
  );
}

/** Makes an element draggable: spread `grip` on it. The keyboard stays free for the page. */
export function useDrag<T extends object>(id: string, item: T) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, data: item });
  return { grip: { ref: setNodeRef, ...listeners }, isDragging };
}
