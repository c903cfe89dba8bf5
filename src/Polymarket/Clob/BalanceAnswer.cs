using System.Text.Json;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Balance and allowance in raw units (micro-dollars or micro-shares).</summary>
/// <param name="Allowance">The smallest over all spenders, held at the largest 64-bit number where it is unlimited.</param>
public readonly record struct BalanceAnswer(long Balance, long Allowance)
{
    /// <summary>False where the body has no readable balance.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out BalanceAnswer answer)
    {
        answer = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var read = false;
            long? allowance = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LooseValue.IsField(ref reader, "balance"u8))
                {
                    read = TryBalance(LooseValue.Text(ref reader), out var balance) && balance >= 0;
                    answer = answer with { Balance = balance };
                }
                else if (LooseValue.IsField(ref reader, "allowance"u8))
                {
                    allowance = Smaller(allowance, Capped(ref reader));
                }
                else if (LooseValue.IsField(ref reader, "allowances"u8) && reader.TokenType == JsonTokenType.StartObject)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        reader.Read();
                        allowance = Smaller(allowance, Capped(ref reader));
                        reader.Skip();
                    }
                }

                reader.Skip();
            }

            answer = answer with { Allowance = allowance ?? 0 };
            return read;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Raw units; a text with a point can only be whole dollars or shares, which older answers gave.</summary>
    private static bool TryBalance(ReadOnlySpan<byte> text, out long balance) =>
        LooseValue.TryScaled(text, text.Contains((byte)'.') ? 6 : 0, Engine.Values.Rounding.Down, out balance);

    private static long Smaller(long? known, long found) => known is { } value && value < found ? value : found;

    /// <summary>Allowances are 256-bit numbers, mostly the largest.</summary>
    private static long Capped(ref Utf8JsonReader reader) =>
        !LooseValue.TryToken(ref reader, out var value) ? 0
        : (value.A | value.B | value.C) != 0 || value.D > long.MaxValue ? long.MaxValue
        : (long)value.D;
}
