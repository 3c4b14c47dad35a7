/** The ward picture: where everybody is, and when. */

/** Where a family's mark stands, in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
  size: number;
}

export interface Zone {
  x: number;
  wide: number;
  y: number;
  high: number;
}

export interface FloorPlan {
  width: number;
  height: number;
  /** Pixels of a bed. */
  cell: number;
  beds: Spot[];
  walls: (Zone & { above: boolean })[];
  door: Zone;
  station: Zone;
  /** The group's table stands in its zone. */
  table: Zone & { board: { high: number; wide: number } };
  seats: Spot[];
  spots: Spot[];
}

/** The most places that are taken in any month. */
export interface Most {
  members: number;
  newcomers: number;
}

/** Who sits where in each month; 0: in bed, n > 0: seat n - 1, n < 0: spot -n - 1 at the door. */
export interface Places {
  taken: Int16Array;
  most: Most;
}
