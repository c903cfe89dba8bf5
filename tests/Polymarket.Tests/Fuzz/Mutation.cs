using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Tests.Fuzz;

/// <summary>Damage that keeps most of a message as it was: bytes changed, lost, put in between, or said twice.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] frame, DeterministicRandom random)
    {
        var bytes = new List<byte>(frame);
        for (var changes = 1 + random.NextInt32(3); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.NextInt32(bytes.Count);
            switch (random.NextInt32(6))
            {
                case 0:
                    bytes[at] = (byte)random.NextInt32(256);
                    break;
                case 1:
                    bytes[at] = "0123456789.\"{}[],:\\-eE "u8[random.NextInt32(23)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.NextInt32(128));
                    break;
                case 4 when random.NextInt32(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var length = Math.Min(random.NextInt32(40), bytes.Count - at);
                    bytes.InsertRange(random.NextInt32(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
