import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ReviewView } from '@yidi/contracts';
import { type ReviewAct, reviewSteps, rolesOf } from '@yidi/domain';
import { InPost, NeedsRevision, Roles } from '@yidi/service';

/** The route of an officer's act on a review; who may call it comes from the table of steps. */
export function OfficersAct(act: ReviewAct): MethodDecorator {
  const { roles, inPost } = rolesOf(reviewSteps, act);
  const [role, ...others] = roles;
  if (role === undefined) throw new Error(`'${act}' is no act of officers`);
  return applyDecorators(
    Post(`:applicationId/${act}`),
    HttpCode(200),
    Roles(role, ...others),
    ...(inPost ? [InPost()] : []),
    NeedsRevision(),
    ApiOkResponse({ standardSchema: ReviewView }),
  );
}
