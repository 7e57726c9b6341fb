// A text as a QR code (ISO/IEC 18004): bytes, error correction M, versions 1 to 20, mask chosen by
// the penalty rules. Enough for a link of 660 bytes; beyond that it throws.

/** Codewords of error correction in each block, and how many blocks, of versions 1 to 20 at level M. */
const ECC_OF_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const LEVEL_M = 0;

const sizeOf = (version: number) => 17 + 4 * version;

/** Where the small squares stand, along each side. */
function alignments(version: number): number[] {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - (count - 2 - i) * step)];
}

/** How many codewords a version holds, error correction with them. */
function codewords(version: number): number {
    let modules = (16 * version + 128) * version + 64;
    const count = alignments(version).length;
    if (count) modules -= (25 * count - 10) * count - 55;
    if (version >= 7) modules -= 36;
    return modules >> 3;
}

const dataCodewords = (version: number) => codewords(version) - (ECC_OF_BLOCK[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);

// --- Reed-Solomon over GF(256), x^8 + x^4 + x^3 + x^2 + 1

function times(x: number, y: number): number {
    let z = 0;
    for (let i = 7; i >= 0; i--) z = ((z << 1) ^ ((z >>> 7) * 0x11d)) ^ (((y >>> i) & 1) * x);
    return z & 255;
}

function divisor(degree: number): number[] {
    const result = Array.from({ length: degree }, (_, i): number => (i === degree - 1 ? 1 : 0));
    for (let i = 0, root = 1; i < degree; i++, root = times(root, 2))
        for (let k = 0; k < degree; k++) result[k] = times(result[k] ?? 0, root) ^ (result[k + 1] ?? 0);
    return result;
}

function remainder(data: number[], by: number[]): number[] {
    const result = by.map(() => 0);
    for (const byte of data) {
        const factor = byte ^ (result.shift() ?? 0);
        result.push(0);
        by.forEach((one, i) => (result[i] = (result[i] ?? 0) ^ times(one, factor)));
    }
    return result;
}

// --- the bytes

function payload(bytes: Uint8Array, version: number): number[] {
    const bits: number[] = [];
    const put = (value: number, count: number) => {
        for (let i = count - 1; i >= 0; i--) bits.push((value >>> i) & 1);
    };
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    bytes.forEach((byte) => put(byte, 8));
    const room = dataCodewords(version) * 8;
    put(0, Math.min(4, room - bits.length));
    put(0, (8 - (bits.length % 8)) % 8);
    for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8);
    return Array.from({ length: room / 8 }, (_, i) => bits.slice(8 * i, 8 * i + 8).reduce((sum, bit) => 2 * sum + bit, 0));
}

/** Blocks with their error correction, one codeword of each in turn. */
function interleaved(data: number[], version: number): number[] {
    const blocks = BLOCKS[version - 1] ?? 1;
    const ecc = ECC_OF_BLOCK[version - 1] ?? 0;
    const all = codewords(version);
    const short = Math.floor(all / blocks) - ecc;
    const long = all % blocks;
    const by = divisor(ecc);
    const parts: number[][] = [];
    const checks: number[][] = [];
    for (let i = 0, at = 0; i < blocks; i++) {
        const length = short + (i >= blocks - long ? 1 : 0);
        parts.push(data.slice(at, at + length));
        checks.push(remainder(data.slice(at, at + length), by));
        at += length;
    }
    const turn = (lists: number[][], length: number) => Array.from({ length }, (_, i) => lists.map((list) => list[i])).flat();
    return [...turn(parts, short + 1), ...turn(checks, ecc)].filter((one) => one !== undefined);
}

// --- the drawing

type Grid = (boolean | undefined)[][];

function frame(version: number): Grid {
    const size = sizeOf(version);
    const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
    const put = (x: number, y: number, dark: boolean) => {
        const row = grid[y];
        if (row && x >= 0 && x < size) row[x] = dark;
    };
    for (let i = 0; i < size; i++) put(6, i, i % 2 === 0), put(i, 6, i % 2 === 0);
    for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]] as const)
        for (let y = -4; y <= 4; y++)
            for (let x = -4; x <= 4; x++) {
                const far = Math.max(Math.abs(x), Math.abs(y));
                put(cx + x, cy + y, far !== 2 && far !== 4);
            }
    const at = alignments(version);
    const last = at.length - 1;
    at.forEach((cx, i) =>
        at.forEach((cy, k) => {
            if ((i === 0 && k === 0) || (i === 0 && k === last) || (i === last && k === 0)) return;
            for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) put(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
        }),
    );
    return grid;
}

function signs(grid: Grid, version: number, mask: number): void {
    const size = grid.length;
    const data = (LEVEL_M << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const put = (x: number, y: number, i: number, of: number) => ((grid[y] as Grid[0])[x] = ((of >>> i) & 1) !== 0);
    for (let i = 0; i <= 5; i++) put(8, i, i, bits);
    put(8, 7, 6, bits), put(8, 8, 7, bits), put(7, 8, 8, bits);
    for (let i = 9; i < 15; i++) put(14 - i, 8, i, bits);
    for (let i = 0; i < 8; i++) put(size - 1 - i, 8, i, bits);
    for (let i = 8; i < 15; i++) put(8, size - 15 + i, i, bits);
    (grid[size - 8] as Grid[0])[8] = true;
    if (version < 7) return;
    let check = version;
    for (let i = 0; i < 12; i++) check = (check << 1) ^ ((check >>> 11) * 0x1f25);
    const told = (version << 12) | check;
    for (let i = 0; i < 18; i++) {
        const a = size - 11 + (i % 3);
        const b = Math.floor(i / 3);
        put(a, b, i, told), put(b, a, i, told);
    }
}

const masks: ((x: number, y: number) => boolean)[] = [
    (x, y) => (x + y) % 2 === 0,
    (_, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Upwards and downwards in pairs of columns, from the right. */
function fill(grid: Grid, bytes: number[], mask: (x: number, y: number) => boolean): void {
    const size = grid.length;
    let i = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
        if (right === 6) right = 5;
        for (let step = 0; step < size; step++)
            for (const x of [right, right - 1]) {
                const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
                const row = grid[y] as Grid[0];
                if (row[x] !== undefined) continue;
                const bit = i < bytes.length * 8 && (((bytes[i >> 3] ?? 0) >>> (7 - (i & 7))) & 1) !== 0;
                row[x] = bit !== mask(x, y);
                i++;
            }
    }
}

/** How hard it is to read: runs, blocks, and the share of dark. */
function penalty(grid: Grid): number {
    const size = grid.length;
    let sum = 0;
    let dark = 0;
    const at = (x: number, y: number) => grid[y]?.[x];
    for (let a = 0; a < size; a++)
        for (const cell of [(b: number) => at(b, a), (b: number) => at(a, b)])
            for (let b = 0, run = 0; b < size; b++) {
                run = b && cell(b) === cell(b - 1) ? run + 1 : 1;
                sum += run === 5 ? 3 : run > 5 ? 1 : 0;
            }
    for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
            dark += at(x, y) ? 1 : 0;
            if (x && y && at(x, y) === at(x - 1, y) && at(x, y) === at(x, y - 1) && at(x, y) === at(x - 1, y - 1)) sum += 3;
        }
    return sum + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}

/** Rows of dark modules. */
export function qr(text: string): boolean[][] {
    const bytes = new TextEncoder().encode(text);
    let version = 1;
    while (version <= 20 && 12 + (version < 10 ? 0 : 8) + 8 * bytes.length > 8 * dataCodewords(version)) version++;
    if (version > 20) throw new Error("too long for a QR code");
    const words = interleaved(payload(bytes, version), version);
    const tries = masks.map((mask, i) => {
        const grid = frame(version);
        signs(grid, version, i); // they are no room for data
        fill(grid, words, mask);
        return grid;
    });
    return tries.reduce((best, one) => (penalty(one) < penalty(best) ? one : best)).map((row) => row.map((cell) => cell === true));
}
