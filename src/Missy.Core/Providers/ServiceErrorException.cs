namespace Missy.Providers;

/// <summary>Carries a service's report of a failure from a wire's reader to the one place that makes a <see cref="MissyException"/> of it.</summary>
internal sealed class ServiceErrorException(ServiceError error) : Exception(error.Message)
{
    public ServiceError Error { get; } = error;
}
