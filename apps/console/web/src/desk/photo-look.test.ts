import { type Pixels, remarksOn } from './photo-look.js';

type Colour = readonly [number, number, number];
const white: Colour = [250, 250, 248];
const skin: Colour = [205, 165, 140];

/** A photo of a face before a wall. */
function photo(wall: Colour, face: Colour, width = 358, height = 441): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    const inFace = Math.hypot((x - 0.5) / 0.29, (y - 0.42) / 0.36) < 1;
    data.set([...(inFace ? face : wall), 255], 4 * at);
  }
  return { data, width, height };
}

describe('how a photo looks', () => {
  it.each<[what: string, wall: Colour, face: Colour, remarks: readonly string[]]>([
    ['a face before a white wall', white, skin, []],
    ['a face in the shade before it', white, [40, 30, 25], ['dark']],
    ['a face that the lamp has wiped out', white, [250, 245, 240], ['bright']],
    ['a blue wall', [67, 142, 219], skin, ['background']],
    ['a grey wall', [150, 150, 150], skin, ['background']],
    ['a dark room', [20, 20, 20], [35, 30, 30], ['background', 'dark']],
  ])('%s', (_what, wall, face, remarks) => {
    expect(remarksOn(photo(wall, face))).toEqual(remarks);
  });
});
