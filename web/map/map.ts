// The only file that knows Leaflet: what the pages need of a slippy map, in their own words.
import { effect } from '@preact/signals';
import * as L from 'leaflet';
import { addsTo, grabbing, type Grab, type Pointed } from './grab.ts';
import { createPainter } from './painting.ts';
import { overlay, type Overlay, type Sight } from './overlay.ts';
import { addTiles, type Laid } from './tiles.ts';
import 'leaflet/dist/leaflet.css';
import type { LngLat } from '../../shared/geo.ts';
import type { Tiles } from '../../shared/tiles.ts';
import type { Paint, Painting } from './paint.ts';

export interface Marker {
  element: HTMLElement;
  moveTo(p: LngLat): void;
  remove(): void;
}

export interface Markers {
  add(at: LngLat, element: HTMLElement): Marker;
  /** Called before marks are moved: they glide there. */
  glide(): void;
  farBelow(zoom: number): void;
}

/** Vector drawings whose looks are CSS classes. */
export interface Shapes {
  line(points: readonly LngLat[], className: string): void;
  /** A ring inside another is a hole. */
  area(rings: readonly (readonly LngLat[])[], className: string): void;
  circle(centre: LngLat, radiusM: number, className: string): void;
  dot(centre: LngLat, radiusPx: number, className: string): void;
  clear(): void;
  show(isShown: boolean): void;
  /** Marks the pane as far off below a zoom, for CSS to draw it otherwise. */
  farBelow(zoom: number): void;
}

export interface View {
  centre: LngLat;
  zoom: number;
}

export interface MapView {
  view(): View;
  setView(view: View): void;
  zoomBy(steps: number): void;
  /** Moves, when needed, so that the place is in sight. */
  reveal(p: LngLat, minZoom?: number): void;
  /** Whether a place is on the screen or near its edge. */
  isInSight(p: LngLat): boolean;
  fit(points: readonly LngLat[], maxZoom?: number): void;
  resized(): void;
  /** Puts a class of CSS on the map, or takes it off. */
  dress(className: string, isOn: boolean): void;
  /** `order` from below (1) to above (9). */
  paint(name: string, order: number, paint: Paint, tilePx?: number): Painting;
  /** A base map of the operator's, put where it belongs in WGS-84. `lost` hears, perhaps often, of tiles that did not come. */
  tiles(name: string, order: number, tiles: Tiles, lost: () => void): Laid;
  shapes(name: string, order: number): Shapes;
  markers(name: string, order: number): Markers;
  /** For what moves at every frame. */
  overlay(name: string, order: number, draw: (ctx: CanvasRenderingContext2D, sight: Sight) => void): Overlay;
  /** While it is held, a double click does not zoom. */
  holdZoom(isHeld: boolean): void;
  /** Runs at once and whenever a signal that it read has changed, for as long as the map is there. */
  follow(react: () => void | (() => void)): void;
  onMoved(heard: (view: View) => void): void;
  /** The same at every step of a move. */
  onMoving(heard: (view: View) => void): void;
  /** The map is being moved by hand. */
  onDragged(heard: () => void): void;
  onClick(heard: (pointed: Pointed) => void): void;
  onHover(heard: (pointed: Pointed | null) => void): void;
  /** Asked at each press of the pointer: whoever answers with a grab has the pointer, and the map stands still. */
  onGrab(begin: (pointed: Pointed) => Grab | null): void;
  remove(): void;
}

const latLng = (p: LngLat): L.LatLngTuple => [p.lat, p.lng];
const lngLat = (p: L.LatLng): LngLat => ({ lng: p.lng, lat: p.lat });

/** A map in an element. Its controls are the page's own. */
export function createMap(element: HTMLElement, start: View, isStill: boolean): MapView {
  const map = leafletMap(element, start, isStill);
  const pane = (name: string, order: number) => {
    const made = map.createPane(name);
    made.classList.add(`pane-${name}`);
    made.style.zIndex = String(300 + order * 10);
    return made;
  };
  const ends: (() => void)[] = [];
  const paintIn = createPainter(map);
  return {
    ...camera(map, isStill),
    ...pointer(map),
    dress: (className, isOn) => void element.classList.toggle(className, isOn),
    resized: () => void map.invalidateSize({ pan: false }),
    paint: (name, order, paint, tilePx = 512) => paintIn(pane(name, order), name, paint, tilePx),
    tiles: (name, order, tiles, lost) => addTiles(map, paneName(map.getPane(name) ?? pane(name, order)), tiles, lost),
    shapes: (name, order) => shapes(map, pane(name, order)),
    markers: (name, order) => markers(map, pane(name, order), isStill),
    overlay: (name, order, draw) => overlay(map, pane(name, order), draw),
    follow: (react) => void ends.push(effect(react)),
    remove() {
      for (const end of ends) end();
      map.remove();
    },
  };
}

function leafletMap(element: HTMLElement, start: View, isStill: boolean): L.Map {
  const map = L.map(element, {
    center: latLng(start.centre),
    zoom: start.zoom,
    minZoom: 3,
    maxZoom: 19,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !isStill,
    fadeAnimation: false,
    markerZoomAnimation: !isStill,
    inertia: !isStill,
    zoomDelta: 1,
    worldCopyJump: true,
    keyboard: true,
  });
  L.control.scale({ imperial: false, position: 'bottomright', maxWidth: 120 }).addTo(map);
  return map;
}

/** What the map shows, and how it comes to show something else. */
function camera(map: L.Map, isStill: boolean) {
  const view = (): View => ({ centre: lngLat(map.getCenter()), zoom: map.getZoom() });
  return {
    view,
    setView: ({ centre, zoom }: View) => void map.setView(latLng(centre), zoom, isStill ? { animate: false } : {}),
    zoomBy: (steps: number) => void map.zoomIn(steps),
    reveal(p: LngLat, minZoom = 0) {
      if (map.getZoom() < minZoom) map.setView(latLng(p), minZoom);
      else map.panInside(latLng(p), { ...covered(map), animate: !isStill });
    },
    isInSight: (p: LngLat) => map.getBounds().pad(0.3).contains(latLng(p)),
    fit(points: readonly LngLat[], maxZoom = 15) {
      if (points.length > 0) map.fitBounds(L.latLngBounds(points.map(latLng)), { ...covered(map), maxZoom });
    },
    onMoved: (heard: (view: View) => void) => void map.on('moveend', () => heard(view())),
    onMoving: (heard: (view: View) => void) => void map.on('move', () => heard(view())),
  };
}

/** What the pointer does on it. */
function pointer(map: L.Map) {
  const pointed = (event: L.LeafletMouseEvent): Pointed => ({
    at: lngLat(event.latlng),
    zoom: map.getZoom(),
    x: event.containerPoint.x,
    y: event.containerPoint.y,
    isAdding: addsTo(event.originalEvent),
  });
  return {
    holdZoom: (isHeld: boolean) => void (isHeld ? map.doubleClickZoom.disable() : map.doubleClickZoom.enable()),
    onDragged: (heard: () => void) => void map.on('dragstart', heard),
    onClick: (heard: (pointed: Pointed) => void) => void map.on('click', (event) => heard(pointed(event))),
    onHover(heard: (pointed: Pointed | null) => void) {
      // While the map is dragged nothing is pointed at.
      let isDragging = false;
      map.on('dragstart', () => {
        isDragging = true;
        heard(null);
      });
      map.on('dragend', () => (isDragging = false));
      map.on('mousemove', (event) => isDragging || heard(pointed(event)));
      map.on('mouseout', () => heard(null));
    },
    onGrab: (begin: (pointed: Pointed) => Grab | null) => grabbing(map, begin),
  };
}

function shapes(map: L.Map, pane: HTMLElement): Shapes {
  const renderer = L.svg({ pane: paneName(pane), padding: 0.5 });
  const group = L.layerGroup().addTo(map);
  const options = (className: string) => ({
    className,
    renderer,
    pane: paneName(pane),
    interactive: false,
    smoothFactor: 1,
  });
  return {
    line: (points, className) => void group.addLayer(L.polyline(points.map(latLng), options(className))),
    area: (rings, className) =>
      void group.addLayer(
        L.polygon(
          rings.map((ring) => ring.map(latLng)),
          options(className),
        ),
      ),
    circle: (centre, radiusM, className) =>
      void group.addLayer(L.circle(latLng(centre), { ...options(className), radius: radiusM })),
    dot: (centre, radiusPx, className) =>
      void group.addLayer(L.circleMarker(latLng(centre), { ...options(className), radius: radiusPx })),
    clear: () => void group.clearLayers(),
    show: (isShown) => pane.classList.toggle('is-off', !isShown),
    farBelow: (zoom) => tellFar(map, pane, zoom),
  };
}

/** How long a moving mark glides: as tokens.css says of motion that explains. */
const GLIDE_MS = 250;

function markers(map: L.Map, pane: HTMLElement, isStill: boolean): Markers {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => pane.classList.remove('is-gliding');
  // Leaflet moves the same elements when it zooms: the two motions must not mix.
  map.on('zoomstart', stop);
  return {
    add(at: LngLat, element: HTMLElement): Marker {
      const icon = L.divIcon({ html: element, className: 'marker', iconSize: [0, 0] });
      const marker = L.marker(latLng(at), { icon, pane: paneName(pane), interactive: false, keyboard: false }).addTo(
        map,
      );
      return { element, moveTo: (p) => void marker.setLatLng(latLng(p)), remove: () => void marker.remove() };
    },
    farBelow: (zoom: number) => tellFar(map, pane, zoom),
    glide() {
      if (isStill) return;
      pane.classList.add('is-gliding');
      clearTimeout(timer);
      timer = setTimeout(stop, GLIDE_MS);
    },
  };
}

/** What lies over the map: the legend at the right on a desk, the sheet below on a phone, and the player of a replay. */
function covered(map: L.Map): { paddingTopLeft: [number, number]; paddingBottomRight: [number, number] } {
  const { x, y } = map.getSize();
  const hasPlayer = map.getContainer().classList.contains('has-player');
  if (x <= 760)
    return { paddingTopLeft: [40, hasPlayer ? 150 : 50], paddingBottomRight: [hasPlayer ? 60 : 30, y * 0.48] };
  return { paddingTopLeft: [50, 45], paddingBottomRight: [window.innerWidth >= 1000 ? 240 : 50, hasPlayer ? 150 : 40] };
}

function tellFar(map: L.Map, pane: HTMLElement, zoom: number): void {
  const tell = () => pane.classList.toggle('is-far', map.getZoom() < zoom);
  map.on('zoomend', tell);
  tell();
}

function paneName(pane: HTMLElement): string {
  return [...pane.classList].find((name) => name.startsWith('pane-'))!.slice('pane-'.length);
}
