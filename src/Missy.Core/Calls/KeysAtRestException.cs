namespace Missy.Calls;

/// <summary>Ends a series of attempts for want of a key; the call fails with what the service said before.</summary>
internal sealed class KeysAtRestException(MissyException said) : Exception(said.Message, said);
