using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Storage.AzureTables;

namespace PolyCloud.Storage.Tests.AzureTables;

public sealed class KeyEscapingTests
{
    /// <summary>Mostly the characters that are treated in some way, their neighbours, and the ends of the ranges.</summary>
    private static readonly Gen<string> Keys = Gen.OneOf(
            Gen.Elements("\"#$%./>?[\\ ~!0129&-@]}".ToCharArray()),
            Gen.Choose(0, 0x20).Select(code => (char)code),
            Gen.Choose(0x7D, 0xA1).Select(code => (char)code),
            Gen.Elements("aZ漢".ToCharArray()))
        .ArrayOf()
        .Select(characters => new string(characters));

    [Fact]
    public void Every_key_comes_back_and_holds_no_forbidden_character() =>
        Prop.ForAll(Keys.ToArbitrary(), key =>
        {
            var escaped = KeyEscaping.Escape(key);
            return KeyEscaping.Unescape(escaped) == key
                && !escaped.Any(character => "/\\#?%".Contains(character, StringComparison.Ordinal) || char.IsControl(character));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Escaped_keys_sort_as_the_keys_do() =>
        Prop.ForAll(Gen.Zip(Keys, Keys).ToArbitrary(), pair =>
            Math.Sign(string.CompareOrdinal(pair.Item1, pair.Item2))
                == Math.Sign(string.CompareOrdinal(KeyEscaping.Escape(pair.Item1), KeyEscaping.Escape(pair.Item2))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_common_key_reads_as_it_is() => Assert.Equal("btc-5m-20261121:a_b", KeyEscaping.Escape("btc-5m-20261121:a_b"));

    [Fact]
    public void Text_that_was_never_escaped_is_refused()
    {
        foreach (var text in new[] { ".", "a.x", " 1", "~", "~zz", "[3" })
        {
            Assert.Throws<FormatException>(() => KeyEscaping.Unescape(text));
        }
    }
}
