using System.Buffers;
using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// The fast tokenizer: reads frames written the way the venue writes them (objects of plain strings and of level lists in
/// their usual key order, at most a single space after a comma). At the first surprise it gives up, nothing having been told,
/// and <see cref="JsonTokenizer"/> reads the frame from the start; both hand the same texts to the same interpreter.
/// </summary>
internal ref struct WireTokenizer
{
    /// <summary>What ends a plain string or makes it one that needs care: quote, backslash, control characters.</summary>
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(value => (byte)value)]);

    private readonly ReadOnlySpan<byte> _text;
    private readonly ParsedFrame _frame;
    private readonly TokenDirectory _tokens;
    private int _at;

    private WireTokenizer(ReadOnlySpan<byte> text, ParsedFrame frame, TokenDirectory tokens)
    {
        _text = text;
        _frame = frame;
        _tokens = tokens;
    }

    /// <summary>False where the frame is not of the expected shape; the frame's buffer is then to be cleared.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, ParsedFrame frame, TokenDirectory tokens)
    {
        var reader = new WireTokenizer(message, frame, tokens);
        if (!reader.Take((byte)'['))
        {
            return reader.TryEvent() && reader._at == message.Length;
        }

        do
        {
            if (!reader.TryEvent())
            {
                return false;
            }
        }
        while (reader.TakeComma());
        return reader.Take((byte)']') && reader._at == message.Length;
    }

    private bool TryEvent()
    {
        var raw = default(RawEvent);
        if (!Take((byte)'{'))
        {
            return false;
        }

        do
        {
            if (!Take((byte)'"') || !TryText(out var name) || !Take((byte)':'))
            {
                return false;
            }

            if (Take((byte)'"'))
            {
                if (!TryText(out var value))
                {
                    return false;
                }

                raw.Set(name, value);
            }
            else if (!Take((byte)'[') || !TryList(RawEvent.ListOf(name), ref raw))
            {
                return false;
            }
        }
        while (TakeComma());
        if (!Take((byte)'}'))
        {
            return false;
        }

        EventInterpreter.Interpret(ref raw, _frame, _tokens);
        return true;
    }

    private bool TryList(FrameList list, ref RawEvent raw) => list switch
    {
        FrameList.Changes => TryChanges(ref raw),
        FrameList.Bids or FrameList.Asks => TryLevels(list, ref raw),
        _ => false,
    };

    private bool TryLevels(FrameList list, ref RawEvent raw)
    {
        var first = _frame.LevelCount;
        if (!Take((byte)']'))
        {
            do
            {
                if (!Take("{\"price\":\""u8) || !TryScaled(Price.Decimals, out var price)
                    || !Take(","u8, "\"size\":\""u8) || !TryScaled(Size.Decimals, out var size)
                    || !Take((byte)'}'))
                {
                    return false;
                }

                FrameLists.AddLevel(ref raw, _frame, price, size);
            }
            while (TakeComma());
            if (!Take((byte)']'))
            {
                return false;
            }
        }

        raw.SetList(list, new FrameRange(first, _frame.LevelCount - first, IsGiven: true));
        return true;
    }

    private bool TryChanges(ref RawEvent raw)
    {
        raw.Changes = new FrameRange(_frame.DeltaCount, 0, IsGiven: true);
        if (Take((byte)']'))
        {
            return true;
        }

        do
        {
            var change = default(RawChange);
            if (!Take("{\"asset_id\":\""u8) || !TryDigits(out change.Token)
                || !Take(","u8, "\"price\":\""u8) || !TryNumber(out change.Price)
                || !Take(","u8, "\"size\":\""u8) || !TryNumber(out change.Size)
                || !Take(","u8, "\"side\":\""u8) || !TryText(out change.Side)
                || !Take(","u8, "\"hash\":\""u8) || !TryText(out change.Hash)
                || !Take(","u8, "\"best_bid\":\""u8) || !TryNumber(out _)
                || !Take(","u8, "\"best_ask\":\""u8) || !TryNumber(out _)
                || !Take((byte)'}'))
            {
                return false;
            }

            FrameLists.AddChange(ref raw, _frame, _tokens, change);
        }
        while (TakeComma());
        return Take((byte)']');
    }

    /// <summary>A decimal up to its closing quote, which is taken too; −1 where the text is none.</summary>
    private bool TryScaled(int decimals, out long value)
    {
        if (TryPlainDecimal(decimals, out value))
        {
            return true;
        }

        if (!TryText(out var text))
        {
            return false;
        }

        value = WireDecimal.TryParse(text, decimals, out value) ? value : -1;
        return true;
    }

    /// <summary>Digits with at most one point, in one pass: a book has a hundred of them. Takes nothing where it is anything else.</summary>
    private bool TryPlainDecimal(int decimals, out long value)
    {
        var (at, point) = (_at, -1);
        long digits = 0;
        while ((uint)at < (uint)_text.Length)
        {
            var digit = unchecked((uint)(_text[at] - (byte)'0'));
            if (digit <= 9)
            {
                digits = unchecked((digits * 10) + digit);
            }
            else if (_text[at] == (byte)'.' && point < 0)
            {
                point = at;
            }
            else
            {
                break;
            }

            at++;
        }

        var ends = (uint)at < (uint)_text.Length && _text[at] == (byte)'"';
        if (!ends || !WireDecimal.TryScale(digits, at - _at, point < 0 ? -1 : at - point - 1, decimals, out value))
        {
            value = 0;
            return false;
        }

        _at = at + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(byte expected)
    {
        var matches = (uint)_at < (uint)_text.Length && _text[_at] == expected;
        _at += matches ? 1 : 0;
        return matches;
    }

    /// <summary>Inlined, so that what is expected is compared as the constant it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(ReadOnlySpan<byte> expected)
    {
        var matches = _text[_at..].StartsWith(expected);
        _at += matches ? expected.Length : 0;
        return matches;
    }

    /// <summary>A separator, perhaps with a space behind it, and what follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(ReadOnlySpan<byte> separator, ReadOnlySpan<byte> expected)
    {
        if (!Take(separator))
        {
            return false;
        }

        Take((byte)' ');
        return Take(expected);
    }

    private bool TakeComma()
    {
        if (!Take((byte)','))
        {
            return false;
        }

        Take((byte)' ');
        return true;
    }

    /// <summary>A long text that should be all digits, such as a token's: one range is found faster than the ends of any text.</summary>
    private bool TryDigits(out ReadOnlySpan<byte> value)
    {
        var rest = _text[_at..];
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end < 0 || rest[end] != (byte)'"')
        {
            return TryText(out value);
        }

        value = rest[..end];
        _at += end + 1;
        return true;
    }

    /// <summary>A text of a few characters that should be a plain decimal: stepping through it is faster than a search.</summary>
    private bool TryNumber(out ReadOnlySpan<byte> value)
    {
        var at = _at;
        while ((uint)at < (uint)_text.Length && (unchecked((uint)(_text[at] - (byte)'0')) <= 9 || _text[at] == (byte)'.'))
        {
            at++;
        }

        if ((uint)at >= (uint)_text.Length || _text[at] != (byte)'"')
        {
            return TryText(out value);
        }

        value = _text[_at..at];
        _at = at + 1;
        return true;
    }

    /// <summary>The text up to the closing quote, which is taken too; false for escapes and control characters.</summary>
    private bool TryText(out ReadOnlySpan<byte> value)
    {
        var rest = _text[_at..];
        var end = rest.IndexOfAny(StringEnds);
        if (end < 0 || rest[end] != (byte)'"')
        {
            value = default;
            return false;
        }

        value = rest[..end];
        _at += end + 1;
        return true;
    }
}
