namespace PolyCloud.Polymarket.Signing;

/// <summary>Signing cannot be done: a key, a wallet or another input is unusable, or the native library is missing. The message never holds a secret.</summary>
public sealed class SigningException : Exception
{
    public SigningException()
    {
    }

    public SigningException(string message)
        : base(message)
    {
    }

    public SigningException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The input, setting or library that is at fault, or empty.</summary>
    public string Field { get; init; } = "";
}
