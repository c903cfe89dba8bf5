using PolyCloud.Engine.Effects;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Tests.Journal.Steps;

public class EffectCodecTests
{
    [Fact]
    public void Every_field_of_an_effect_comes_back_from_its_bytes()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var effect = (Effect)new RandomValues(seed).Of(typeof(Effect));
            var bytes = new byte[EffectCodec.Bytes];
            var writer = new PayloadWriter(bytes);
            EffectCodec.Write(ref writer, effect);
            var reader = new PayloadReader(bytes, new DecodeRoom());
            Assert.Equal(effect, EffectCodec.Read(ref reader));
            Assert.Equal(EffectCodec.Bytes, writer.Length);
        }
    }
}
