namespace PolyCloud.Polymarket.Signing;

/// <summary>Signing cannot be done: the key is unusable or the native library is missing. The message never holds a secret.</summary>
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
}
