using System.Security.Cryptography;
using System.Text;

namespace PolyCloud.Storage.Secrets;

/// <summary>What has become of a secret since the process took it.</summary>
public enum SecretChange : byte
{
    /// <summary>There is another value: whoever uses the old one should end and begin again with the new one.</summary>
    Rotated,

    /// <summary>It was deleted or disabled, or may not be read any more: whoever uses it should end. This is how a vault stops a worker.</summary>
    Withdrawn,
}

/// <summary>
/// Looks again and again whether a secret is still the one that was taken. It remembers a digest of the value, never the value. That
/// the source cannot be asked changes nothing.
/// </summary>
/// <param name="interval">Between two looks. 1 s to 1 h.</param>
public sealed class SecretWatch(ISecretSource source, string name, TimeSpan interval, TimeProvider time)
{
    /// <summary>A role that is being changed may be refused once by mistake.</summary>
    private const int RefusalsNeeded = 2;

    /// <summary>What the process uses; its own start read it a moment before the first look does.</summary>
    private byte[]? _taken;

    /// <summary>Ends with the first change.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was one.</exception>
    public async Task<SecretChange> ChangeAsync(CancellationToken cancellation)
    {
        var refusals = 0;
        while (true)
        {
            await Task.Delay(interval, time, cancellation);
            try
            {
                if (await source.FindAsync(name, cancellation) is not { } value)
                {
                    refusals++;
                }
                else if (_taken is null || CryptographicOperations.FixedTimeEquals(Digest(value), _taken))
                {
                    _taken ??= Digest(value);
                    refusals = 0;
                }
                else
                {
                    return SecretChange.Rotated;
                }
            }
            catch (SecretUnavailableException problem)
            {
                refusals = problem.IsRefusal ? refusals + 1 : refusals;
            }

            if (refusals >= RefusalsNeeded)
            {
                return SecretChange.Withdrawn;
            }
        }
    }

    private static byte[] Digest(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
