/* The articles' loop for one shape, known to the compiler: SHAPE, EXAMPLES and MOST come with -D.
   Examples lie side by side, so that the compiler makes vectors of them; so does its exp. */
#include <math.h>

static const int shape[] = {SHAPE};
#define DEPTH ((int)(sizeof shape / sizeof *shape) - 1)

static double output[DEPTH + 1][MOST][EXAMPLES] __attribute__((aligned(64)));
static double delta[DEPTH + 1][MOST][EXAMPLES] __attribute__((aligned(64)));
static double target[MOST][EXAMPLES] __attribute__((aligned(64)));
static double *synapses[DEPTH];

static void forward(void)
{
    for (int k = 0; k < DEPTH; k++)
        for (int j = 0; j < shape[k + 1]; j++) {
            double *y = output[k + 1][j];
            for (int e = 0; e < EXAMPLES; e++) y[e] = 0;
            for (int i = 0; i < shape[k]; i++)
                for (int e = 0; e < EXAMPLES; e++)
                    y[e] += output[k][i][e] * synapses[k][i * shape[k + 1] + j];
            for (int e = 0; e < EXAMPLES; e++) y[e] = 1 / (1 + exp(-y[e]));
        }
}

static void backward(void)
{
    for (int j = 0; j < shape[DEPTH]; j++)
        for (int e = 0; e < EXAMPLES; e++) {
            double y = output[DEPTH][j][e];
            delta[DEPTH][j][e] = (target[j][e] - y) * y * (1 - y);
        }
    for (int k = DEPTH - 1; k > 0; k--)
        for (int i = 0; i < shape[k]; i++) {
            double *d = delta[k][i], *y = output[k][i];
            for (int e = 0; e < EXAMPLES; e++) d[e] = 0;
            for (int j = 0; j < shape[k + 1]; j++)
                for (int e = 0; e < EXAMPLES; e++)
                    d[e] += delta[k + 1][j][e] * synapses[k][i * shape[k + 1] + j];
            for (int e = 0; e < EXAMPLES; e++) d[e] *= y[e] * (1 - y[e]);
        }
}

static void update(double rate)
{
    for (int k = 0; k < DEPTH; k++)
        for (int i = 0; i < shape[k]; i++)
            for (int j = 0; j < shape[k + 1]; j++) {
                double sum = 0;
                for (int e = 0; e < EXAMPLES; e++) sum += output[k][i][e] * delta[k + 1][j][e];
                synapses[k][i * shape[k + 1] + j] += rate * sum;
            }
}

void train(double *weights, double *inputs, double *targets, double rate, long iterations)
{
    for (int k = 0; k < DEPTH; weights += shape[k] * shape[k + 1], k++) synapses[k] = weights;
    for (int e = 0; e < EXAMPLES; e++) {
        for (int i = 0; i < shape[0]; i++) output[0][i][e] = inputs[e * shape[0] + i];
        for (int j = 0; j < shape[DEPTH]; j++) target[j][e] = targets[e * shape[DEPTH] + j];
    }
    for (long t = 0; t < iterations; t++) {
        forward();
        backward();
        update(rate);
    }
}
